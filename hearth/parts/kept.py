"""What is made once and kept in the data folder: passwords, keys and ports, readable by their owner only."""

import os
import secrets
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


def kept(path: Path, make: Callable[[], str]) -> str:
    """The text kept in `path`; made and written with mode 600 the first time. Two that ask at once get the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(make())
        with suppress(FileExistsError):  # somebody else was first: theirs is the one that counts
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


def kept_port(path: Path) -> int:
    """The TCP port on 127.0.0.1 kept in `path`, or another free one when it has been taken meanwhile."""
    port = int(kept(path, lambda: str(free_port())))
    if not is_free(port):
        path.unlink()
        port = int(kept(path, lambda: str(free_port())))
    return port


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nothing listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of 127.0.0.1 now."""
    with socket.socket() as listener:
        # As servers do: a port whose last connections are still closing counts as free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def is_open(port: int) -> bool:
    """Whether somebody answers on this port of 127.0.0.1."""
    with socket.socket() as caller:
        caller.settimeout(1)
        return caller.connect_ex(("127.0.0.1", port)) == 0
