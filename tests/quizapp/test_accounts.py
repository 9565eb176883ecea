"""Signing up, in and out; guests and what becomes of their progress; the first account."""

from __future__ import annotations


def test_health(client):
    assert client.get("/health").json == {"status": "ok"}


def test_pages(client, owner_client):
    for a in ("/login", "/register"):
        client.page(a)
    for a in ("/settings", "/settings/password"):
        owner_client.page(a)
