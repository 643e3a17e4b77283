"""The claims room: page → claims."""

from claimcheck.claims.extractor import RuleExtractor

__all__ = ["RuleExtractor"]
