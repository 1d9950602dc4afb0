"""The messaging kit: journal, inbox, relay, subscribers' frame and parked messages. The only code that knows FastStream."""
