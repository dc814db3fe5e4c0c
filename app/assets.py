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
    """The text of the lab's licence: a checkout's, or what came with the wheel. Raises FileNotFoundError."""
    file = package.parent / "LICENSE"
    if not (package / "_assets").is_dir():
        return file.read_text(encoding="utf-8")
    from importlib.metadata import distribution

    text = distribution("descent-lab").read_text("licenses/LICENSE")
    if text is None:
        raise FileNotFoundError("the licence is not among the files of the package: reinstall descent-lab")
    return text
