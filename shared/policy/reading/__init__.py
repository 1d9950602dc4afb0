"""Reading: a pack from its file to a policy that is made ready, checked word by word and sum by sum."""
