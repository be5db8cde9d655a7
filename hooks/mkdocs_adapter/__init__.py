"""The adapter: all that knows MkDocs, beside the hook that MkDocs loads. It hands each event to the core."""
