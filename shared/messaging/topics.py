"""Topics: which there are, from a manifest, and how they come to be."""

from dataclasses import dataclass, field
from importlib.resources import files

import yaml
from aiokafka.admin import NewTopic
from aiokafka.errors import TopicAlreadyExistsError, for_code

from shared.messaging import clients


@dataclass(frozen=True)
class Topic:
    """A topic of the manifest."""

    name: str
    partitions: int
    config: dict[str, str] = field(default_factory=dict)


def topic_of(service: str) -> str:
    """The topic on which a service publishes."""
    return f"{service}.events"


def manifest() -> tuple[Topic, ...]:
    """Every topic of the manifest."""
    document = yaml.safe_load(files("shared.messaging").joinpath("topics.yaml").read_text())
    defaults = document["defaults"]
    return tuple(
        Topic(name, partitions=(own or {}).get("partitions", defaults["partitions"]), config=dict(defaults["config"]))
        for name, own in document["topics"].items()
    )


async def create_topics(bootstrap: str) -> None:
    """Create the manifest's topics that are not there yet; those that are stay as they are."""
    async with clients.admin(bootstrap) as admin:
        there = set(await admin.list_topics())
        missing = [topic for topic in manifest() if topic.name not in there]
        if not missing:
            return
        response = await admin.create_topics(
            [NewTopic(topic.name, topic.partitions, 1, topic_configs=topic.config) for topic in missing]
        )
        for name, code, *_ in response.topic_errors:
            error = for_code(code)
            if code and error is not TopicAlreadyExistsError:
                raise error(f"topic {name} could not be created")
