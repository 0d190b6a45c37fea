"""Reading: what people write becomes plain, immutable models. Nothing here prints or decides what to build."""
