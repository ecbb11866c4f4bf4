"""The command line: a few commands a module, no logic of its own."""
