"""Samples of every event version ever released, all invented: each stays loadable for ever."""
