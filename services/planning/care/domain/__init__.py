"""Rules of care and home: periods of care, their legal ground, placements, and what follows by itself."""
