"""Brothers and sisters: who they are to a service that heard of their group, and what is recorded of all or of none."""
