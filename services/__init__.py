"""The four services of Hearth. They know each other only by the events in shared/events."""
