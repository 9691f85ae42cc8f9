"""Diaspora organisations and the bodies around them: profiles, members and their roles, claims."""
