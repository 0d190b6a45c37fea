"""The MkDocs edge. No state: a hook is loaded once and runs once per language."""
