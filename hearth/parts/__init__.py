"""The parts Hearth stands on: which PostgreSQL and Kafka are used, and how they are started, stopped and killed."""
