"""The words that the demonstration is made of. All are invented; the numbers are reserved ones."""


def _each(words: str) -> list[str]:
    """What stands between commas, however the lines are broken."""
    return [" ".join(word.split()) for word in words.split(",")]


FIRST = _each(
    """
Ana, Ben, Carla, Dmitri, Elena, Farid, Grace, Hugo, Ines, Jamal, Keiko, Liam, Mara, Nadia, Omar,
Priya, Quinn, Rosa, Samir, Tessa, Umar, Vera, Wen, Ximena, Yusuf, Zoë, Aisha, Björn, Chloé,
Diego, Erin, Fatima, Georg, Hanna, Ivan, Joan, Kofi, Lucía, Mateo, Noor
"""
)
LAST = _each(
    """
Abbott, Baptiste, Castillo, Delgado, Eriksen, Fischer, Grant, Hassan, Ibarra, Jensen, Kowalski,
Lopez, Müller, Nakamura, O'Brien, Petrov, Quispe, Rahman, Santos, Tanaka, Usman, Vance, Weber,
Xu, Young, Zimmerman, Adeyemi, Brooks, Chen, Dubois, Evans, Flores, Garcia, Hughes, Iyer,
Johnson, Klein, Lindqvist, Moreau, Nguyen
"""
)
FIRMS = _each(
    """
Acme Logistics, Bluewater Shipping, Canyon Roofing, Delta Foods, Evergreen Stores, Falcon
Freight, Granite Builders, Harbor Insurance, Ironwood Mills, Juniper Hotels, Keystone Transit,
Lakeside Clinics, Meridian Bank, Northgate Motors, Orchard Foods, Pinnacle Energy, Quarry Stone,
Riverbend Dairy, Summit Mutual, Tidewater Ports
"""
)
COURTS = (
    ("Kings County Supreme Court", "New York"),
    ("Superior Court of Essex County", "New Jersey"),
    ("Cook County Circuit Court", "Illinois"),
    ("Los Angeles Superior Court", "California"),
    ("Harris County District Court", "Texas"),
    ("Southern District of New York", "Federal"),
)
STREETS = _each(
    """
Oak Street, Mill Road, Second Avenue, Harbor Lane, Chestnut Way, Station Road
"""
)
CITIES = (
    ("Brooklyn", "NY", "11201"),
    ("Newark", "NJ", "07102"),
    ("Chicago", "IL", "60601"),
    ("Pasadena", "CA", "91101"),
    ("Houston", "TX", "77002"),
)
SOURCES = ("website", "referral", "hotline", "partner")
CAMPAIGNS = ("spring-intake", "night-shift", "safe-roads", "know-your-rights")
REFERRALS = ("Website", "Friend", "Advertisement", "Court")
AREAS = _each(
    """
201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228,
301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323,
401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414, 415, 417, 419, 423, 424, 425, 430, 432
"""
)
INJURIES = ("Back or neck", "Head", "Fracture", "Burn", "Other")
CALLED = ("Called the client", "Spoke with the client", "Left a voicemail")
ABOUT = (
    "about medical records",
    "about the accident report",
    "to confirm the hearing date",
    "about the employer's statement",
    "about the settlement offer",
    "to go through the questionnaire",
)
THEN = (
    "Documents are to follow by Friday.",
    "They ask for an update next week.",
    "No answer to the last letter yet.",
    "Agreed on the next step; see the calendar.",
    "Two invoices are still missing.",
)
CLOSING = ("Settled and paid out.", "The client withdrew.", "Opened twice by mistake.")
STOPPED = ("STOP", "Please do not call me any more.", "Unsubscribe")
PEOPLE = (
    ("Amina Farouk", "admin"),
    ("Bo Lindgren", "manager"),
    ("Carmen Ortiz", "user"),
    ("Daniel Kim", "user"),
    ("Eve Sinclair", "user"),
    ("Femi Okafor", "user"),
    ("Greta Holm", "user"),
    ("Hiro Sato", "auditor"),
)
