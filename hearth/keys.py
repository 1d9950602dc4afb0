"""The development keys: an Ed25519 pair that signs and checks tokens, and a key that seals; made once a machine."""

from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key

from hearth.parts.kept import kept
from shared.vault import new_key
from shared.web.development import development_keys


def kept_keys(data_dir: Path) -> tuple[str, str]:
    """The private and the public key, both PEM; the private one is kept in `data_dir`, for its owner only."""
    private_pem = kept(data_dir / "development-key.pem", lambda: development_keys()[0])
    public_key = load_pem_private_key(private_pem.encode(), password=None).public_key()
    return private_pem, public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def kept_sealing_keys(data_dir: Path) -> str:
    """The sealing keys, as the services' setting; kept in `data_dir`, for its owner only."""
    return kept(data_dir / "sealing-keys", new_key)
