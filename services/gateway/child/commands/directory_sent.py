"""A directory of workers as a form sends it: a CSV file, and for which authority."""

from pydantic import BaseModel, ConfigDict

from services.gateway.child.commands.directory import LARGEST, Imported, import_directory
from shared.identifiers import Authority
from shared.messaging.journal import Signature
from shared.messaging.store import Store
from shared.web.desk import Desk
from shared.web.uploads import FileKind, uploaded

# A browser calls a .csv after the program that opens it.
CSV = {"csv": FileKind("text/csv", also=frozenset({"text/plain", "application/csv", "application/vnd.ms-excel"}))}


class ForAuthority(BaseModel):
    """What is said of the file beside the file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    authority: Authority


async def take_directory(at: Desk) -> Imported:
    """Take the directory that a form brings, as `uploaded` does. Raises NotValid and NotAllowed, too."""
    store: Store = at.request.app.state.store
    async with uploaded(at.request, at.request.app.state.archive) as sent:
        said, upload = sent.read(ForAuthority, CSV)
        content = upload.content.read(LARGEST + 1)
    async with store.work(at.caller.authorities) as work:
        work.signature = Signature(at.caller.subject, at.on_behalf_of)
        return await import_directory(said.authority, content, work)
