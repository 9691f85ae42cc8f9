"""Conferences, forums, workshops and webinars."""
