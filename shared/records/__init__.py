"""What a service keeps beside its journal and never tells: notes and documents, each in tables of its own."""
