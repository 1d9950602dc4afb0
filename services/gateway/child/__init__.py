"""The child: who it is, its family, workers, notes and papers."""
