"""Where the files that are not Python stand: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset_path(name: str, package: Path = _PACKAGE) -> Path:
    """The folder or file ``static/…`` or ``templates/…``.

    A wheel carries both folders in ``app/_assets``; a checkout and an editable install have them beside ``app``.
    Raises FileNotFoundError, naming both places, when neither holds it.
    """
    installed, checkout = package / "_assets" / name, package.parent / name
    # Site-packages may hold somebody else's "static": look beside the package only where it has no assets of its own.
    path = installed if (package / "_assets").is_dir() else checkout
    if not path.exists():
        raise FileNotFoundError(f"{name!r} is neither at {installed} nor at {checkout}: reinstall descent-lab")
    return path


def licence(package: Path = _PACKAGE) -> str:
    """The text of the lab's licence: a checkout's, else what came with the installed package; its name where somebody
    has copied the lab without it."""
    from importlib.metadata import PackageNotFoundError, distribution

    file = package.parent / "LICENSE"
    # Site-packages may hold somebody else's.
    if file.exists() and not (package / "_assets").is_dir():
        return file.read_text(encoding="utf-8")
    try:
        text = distribution("descent-lab").read_text("licenses/LICENSE")
    except PackageNotFoundError:
        text = None
    return text or "MIT License"
