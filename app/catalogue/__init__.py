"""What the lab knows. Definitions are discovered in their folders, never listed.

Each module in ``optimizers``, ``surfaces``, ``schedules``, ``datasets``, ``models`` and ``losses`` holds one
definition in an upper-case name of its kind (``OPTIMIZER``, ``SURFACE`` …). A definition that does not hold
together fails at import with its file.
"""

from .discovery import CATALOGUE, Catalogue, discover

__all__ = ["CATALOGUE", "Catalogue", "discover"]
