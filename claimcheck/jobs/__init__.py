"""Bulk work on a durable queue: what has begun is finished, whatever stops in between."""
