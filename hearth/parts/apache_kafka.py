"""Apache Kafka itself, one KRaft node on Java, from its Maven artifacts: no Docker, data kept between starts."""

import os
import re
import secrets
import shutil
import subprocess
from base64 import urlsafe_b64encode
from pathlib import Path
from string import Template
from uuid import uuid4

from hearth.parts.kept import is_open, kept, kept_port
from hearth.parts.process import LeashedProcess, PartFailed
from hearth.parts.switch import ProcessSwitch

VERSION = "4.3.1"
OLDEST_JAVA = 17
_HERE = Path(__file__).parent
_JAVA_OPTIONS = ["-Xmx256m", "-Xms64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
_FETCH_SECONDS = 300
_LOGGING = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"


class NoApacheKafka(Exception):
    """Apache Kafka cannot be had here; the words say what is missing, to be read after a colon."""


def apache_kafka(data_dir: Path) -> tuple[str, ProcessSwitch]:
    """Start Apache Kafka on 127.0.0.1, fetching it the first time: its bootstrap address, its switch.

    Raises:
        NoApacheKafka: Java, Maven or the download is missing.
        PartFailed: it is there but did not start.
    """
    require_java()
    jars = fetched()
    home, port = data_dir / "kafka", kept_port(data_dir / "ports" / "kafka")
    properties = home / "server.properties"
    home.mkdir(parents=True, exist_ok=True)
    values = {
        "port": port,
        "controller_port": kept_port(data_dir / "ports" / "kafka-controller"),
        "data": home / "data",
    }
    properties.write_text(Template((_HERE / "server.properties").read_text()).substitute(values))
    java = ["java", *_JAVA_OPTIONS, _LOGGING, "-cp", f"{jars}/*"]
    broker = LeashedProcess(
        name="kafka",
        command=[*java, "kafka.Kafka", str(properties)],
        run=data_dir / "run",
        log=data_dir / "logs" / "kafka.log",
    )
    broker.clear_left_over()
    _format(java, properties, home)
    switch = ProcessSwitch(broker, lambda: is_open(port))
    switch.start()
    return f"127.0.0.1:{port}", switch


def require_java() -> None:
    """Make sure that a Java of 17 or later is on the path.

    Raises:
        NoApacheKafka: there is none.
    """
    if shutil.which("java") is None:
        raise NoApacheKafka(f"Java {OLDEST_JAVA} or later is missing")
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    version = re.search(r'version "(\d+)', told.stderr)
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise NoApacheKafka(f"the Java on the path is older than {OLDEST_JAVA}")


def fetched() -> Path:
    """The folder of Kafka's jars (44 MB) in the user's cache, fetched by Maven the first time.

    Raises:
        NoApacheKafka: Maven is missing or could not fetch them.
    """
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hearth" / f"kafka-{VERSION}"
    if cache.exists():
        return cache
    if shutil.which("mvn") is None:
        raise NoApacheKafka("Maven, which fetches Apache Kafka, is missing")
    cache.parent.mkdir(parents=True, exist_ok=True)
    draft = cache.with_name(f".{cache.name}.{secrets.token_hex(4)}")
    goal = ["dependency:copy-dependencies", f"-DoutputDirectory={draft}", "-DincludeScope=runtime"]
    command = ["mvn", "-q", "-B", "-f", str(_HERE / "pom.xml"), *goal]
    try:
        subprocess.run(command, capture_output=True, text=True, check=True, timeout=_FETCH_SECONDS)
    except subprocess.SubprocessError as error:
        shutil.rmtree(draft, ignore_errors=True)
        reason = (error.stdout if isinstance(error, subprocess.CalledProcessError) else str(error)).strip()
        first_line = reason.partition("\n")[0] or "it did not say why"
        raise NoApacheKafka(f"Maven could not fetch it: {first_line}") from error
    try:
        draft.rename(cache)  # a whole folder appears at once, or not at all
    except OSError:
        shutil.rmtree(draft)  # another start fetched it meanwhile
    return cache


def _format(java: list[str], properties: Path, home: Path) -> None:
    """Give an empty log folder its cluster id; a formatted one stays as it is."""
    if (home / "data" / "meta.properties").exists():
        return
    cluster_id = kept(home / "cluster-id", lambda: "H" + urlsafe_b64encode(uuid4().bytes).decode()[1:22])
    tool = [*java, "kafka.tools.StorageTool", "format", "--standalone", "-t", cluster_id, "-c", str(properties)]
    done = subprocess.run(tool, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise PartFailed(f"Kafka could not make its data folder {home}: {(done.stderr or done.stdout).strip()}")
