"""Fixtures of the browser tests."""

from __future__ import annotations

from .lab import lab

__all__ = ["lab"]
