"""The campaign hub's core: briefs and consented stories in, a site with cards and kits out.

It goes one way, and each stage takes only what the one before it gives:

    load      files                      -> Entries: as written, with the line of every field
    validate  Entries                    -> Checked: every field known to be of its kind
    gate      Checked, a moment          -> Gated: each story published or withheld
    appraise  Checked, a day             -> Checked: each brief read as a whole
    derive    Checked, Gated             -> Hub: campaigns with cards to draw and posts to share
    render    Hub                        -> Rendered: pages and files
    verify    the built site, withheld   -> diagnostics
    finish    the built site             -> kept, shown or taken away

Between gate and derive, `mentions` takes out what gives a withheld story away, and `wording` looks at how the
organisation speaks. At the end, `waivers` lets go what an editor allowed.

`pipeline` names them in this order, `diagnostics` says what is wrong, `commands` is the command line. The core knows
nothing of MkDocs: `mkdocs_hooks.py` and `mkdocs_adapter` beside this package alone do.
"""
