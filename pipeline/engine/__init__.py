"""map(process, raws): who does the work. ``local`` uses processes of this machine; nothing else differs."""
