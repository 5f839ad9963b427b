"""The local page that follows a document while it is edited (the optional extra ``preview``)."""
