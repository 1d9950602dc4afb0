"""The bench: how fast is Hearth, beside bare baselines on the same machine in the same minutes?"""
