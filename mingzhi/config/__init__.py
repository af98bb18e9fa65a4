"""The roof: settings, urls, wsgi, and the list of journal readers. Nothing imports from here."""
