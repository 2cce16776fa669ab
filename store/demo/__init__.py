"""The demo ledger: what was published of one month, beside records that are all invented."""

from store.demo.making import build_demo

__all__ = ["build_demo"]
