"""Kept until forms and plans read with lepdata.read; then deleted."""
