"""The plan: where is the child to live for good, what if that fails, and who agreed it?"""
