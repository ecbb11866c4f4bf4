"""Where installations made before the engine's entry point moved still look for it."""

from lepdata_papermill import ForkEngine

__all__ = ["ForkEngine"]
