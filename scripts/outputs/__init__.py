"""Models as what a site needs besides Markdown pages. Pure functions: the caller reads and writes."""
