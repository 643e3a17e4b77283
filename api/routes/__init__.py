"""Thin routes: validate, make one call, present."""
