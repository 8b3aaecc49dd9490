"""Invented officials and sides, in the words of the files that the register reads."""

from __future__ import annotations

SIDES = """
[[side]]
name = "Norland"
words = ["Norlandic", "Norlander", "Skarholm", "the Old Fort", "NL", "N.L.R."]

[[side]]
name = "Zemyria"
words = ["Zemyrian", "Zemgrad", "Земгрaд"]

[[side]]
name = "League"
kind = "body"
words = ["League of the Sound"]
"""

OFFICIALS = """
[[official]]
id = "andrei-vostrikov"
name = "Andrei Vostrikov"
group = "Zemyria"
pronoun = "he"
aliases = ["Vostrikov", "Andrey Vostrikov", "Андрей Востриков", "Востриков"]
offices = [
    { title = "foreign minister", since = 2014-03-01, until = 2021-06-01 },
    { title = "president", since = 2021-06-01 },
]

[[official]]
id = "ilse-maartens"
name = "Ilse Maartens"
group = "Norland"
pronoun = "she"
aliases = ["Maartens", "I. K. Maartens Jr."]
offices = [
    { title = "prime minister", since = 2012-01-10, until = 2019-01-10 },
    { title = "secretary-general", since = 2020-01-01, of = "League" },
]

[[official]]
id = "per-holm"
name = "Per Holm"
group = "Norland"
pronoun = "he"
ambiguous = ["Holm"]
offices = [{ title = "foreign secretary", since = 2010-01-01, until = 2018-01-01 }]

[[official]]
id = "asa-holm"
name = "Åsa Holm"
group = "Norland"
pronoun = "she"
ambiguous = ["Holm"]
offices = [{ title = "foreign secretary", since = 2018-01-01 }]

[[official]]
id = "king-olgerd-iii"
name = "King Olgerd III"
group = "Norland"
pronoun = "he"
aliases = ["King Olgerd"]
offices = [{ title = "king", since = 2001-01-01 }]

[[official]]
id = "wen-taiyu"
name = "Wen Taiyu"
group = "Zemyria"
aliases = ["文太宇"]
offices = [{ title = "spokeswoman", since = 2015-01-01 }]

[[official]]
id = "bo-so-un"
name = "Bo So Un"
group = "Zemyria"
offices = [{ title = "Old Fort envoy", since = 2015-01-01 }]

[[official]]
id = "tomas-grieve"
name = "Tomás Grieve"
group = "Norland"
offices = [{ title = "minister of defense", since = 2015-01-01 }]
"""
