"""In which language the window speaks: that of the system, or the one that was chosen here."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from app.contract import tongue
from app.shipped import resource
from app.ui.memory import Memory

LANGUAGES = {"en": "English", "hi": "हिन्दी"}
"""The languages that there are, each by its own name."""

KEY = "language"
"""What the choice is remembered by; nothing chosen is the system's."""

_COUNTRY = QLocale.Country.India
_NAME = "language"


def chosen(memory: Memory) -> str:
    """The language that was chosen here; "" for the system's."""
    kept = memory.get(KEY)
    return kept if isinstance(kept, str) and kept in LANGUAGES else ""


def language_of(locale: QLocale) -> str:
    """The language of ours that a locale asks for; English where there is none."""
    code = locale.name().partition("_")[0]
    return code if code in LANGUAGES else "en"


def speak(application: QCoreApplication, wanted: str = "") -> None:
    """Speak a language of LANGUAGES, or the system's; once for an application.

    Numbers, dates and money follow the system's locale as long as that is of the same language.
    """
    if application.findChild(QTranslator, _NAME) is not None:
        return
    system = QLocale.system()
    language = wanted or language_of(system)
    if wanted and wanted != language_of(system):
        QLocale.setDefault(QLocale(QLocale(wanted).language(), _COUNTRY))
    # English has a file of its own: its sources are in the plural, that knows the singular.
    for code in dict.fromkeys(("en", language)):
        translator = QTranslator(application)
        translator.setObjectName(_NAME)
        if translator.load(str(resource("translations", f"{code}.qm"))):
            application.installTranslator(translator)
    tongue.speak(language, QCoreApplication.translate)


def fall_silent(application: QCoreApplication) -> None:
    """Speak no language any more, so that another one can be spoken."""
    for translator in application.findChildren(QTranslator, _NAME):
        application.removeTranslator(translator)
        translator.setParent(None)
    QLocale.setDefault(QLocale.system())
    tongue.silence()
