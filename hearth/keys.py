"""The development keys: an Ed25519 pair that signs and checks tokens on this machine, made once."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from hearth.parts.kept import kept


def development_keys(data_dir: Path) -> tuple[str, str]:
    """The private and the public key, both PEM; the private one is kept in `data_dir`."""
    private_pem = kept(data_dir / "development-key.pem", _new_private_key)
    public_key = load_pem_private_key(private_pem.encode(), password=None).public_key()
    return private_pem, public_key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def _new_private_key() -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
