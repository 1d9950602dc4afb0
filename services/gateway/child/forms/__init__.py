"""What the forms about the child need: what may be chosen, what is recorded already, who may be the same."""
