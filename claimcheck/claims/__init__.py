"""The claims room: page → claims."""

from claimcheck.claims.extractor import Extractor, RuleExtractor

__all__ = ["Extractor", "RuleExtractor"]
