"""Handing a ledger's changes to somebody who can merge them: made, signed, sealed, read, receipted.

A handoff is one SQLite file (`layout`) with a manifest that says who made it, when, for whom and
what it holds (`manifest`). Whoever reads one gets an `OpenedHandoff` (`opened`): a database in
memory that was built here, from our own declarations, out of rows that were each checked. Nothing
of the file that came in, neither its pages nor its schema, lies under that connection.
"""
