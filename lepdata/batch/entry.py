"""Where installations made before the engine's entry point moved still look for it."""

from importlib import import_module

ForkEngine = import_module("lepdata_papermill").ForkEngine
