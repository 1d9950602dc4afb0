"""The messaging kit: journal, inbox, relay, subscribers' frame and parked messages; only it knows FastStream."""
