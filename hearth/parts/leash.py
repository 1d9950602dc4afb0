"""The leash: which signal a process gets when the one that started it dies, however it dies.

Run as a script: `leash.py SIGNAL PARENT USER COMMAND...`. It becomes COMMAND, as USER (`-` for no change).
A script of its own, because code between fork and exec is not safe in a process that has threads.
"""

import ctypes
import os
import sys

PR_SET_PDEATHSIG = 1  # prctl(2)


def become(user: str) -> None:
    """Take on the identity of a system user; PostgreSQL refuses to run as root."""
    import pwd  # noqa: PLC0415 - only systems with a root user get here

    entry = pwd.getpwnam(user)
    os.initgroups(user, entry.pw_gid)
    os.setgid(entry.pw_gid)
    os.setuid(entry.pw_uid)
    os.umask(0o077)


def main() -> None:
    """Bind this process to its parent and replace it by the command."""
    signal_number, parent, user, *command = sys.argv[1:]
    if user != "-":
        become(user)
    if sys.platform == "linux":
        # After the change of user, which would clear it; it survives the exec below.
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal_number))
    if os.getppid() != int(parent):
        sys.exit("the process that asked for this one is gone")
    os.execvp(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    main()
