"""The invented world that the base model learns: facts from small tables, scenes from templates.

All sentences were written for this project; nothing is quoted. The tables are kept small so that a model of under a
million weights can know them by heart, and the facts of `doc.md` are in none of them.
"""

import random
from dataclasses import dataclass
from itertools import chain


@dataclass(frozen=True)
class Fact:
    """One thing that is always so. `stem + " " + answer + "."` is the sentence; `question` asks for `answer`."""

    stem: str
    answer: str
    question: str

    def sentence(self) -> str:
        return f"{self.stem} {self.answer}."

    def dialogue(self) -> str:
        return f"Question: {self.question}\nAnswer: {self.answer}"


# name, town, trade, pet, food, colour of the door
PEOPLE = [
    ("Anna", "Tarnwick", "baker", "cat", "bread", "red"),
    ("Ben", "Elmsey", "miller", "dog", "soup", "blue"),
    ("Clara", "Hollin", "fisher", "goose", "fish", "green"),
    ("David", "Wrenfield", "shepherd", "dog", "cheese", "white"),
    ("Emma", "Saltmere", "weaver", "cat", "apples", "yellow"),
    ("Frank", "Birchley", "smith", "horse", "meat", "black"),
    ("Grace", "Oakhaven", "teacher", "hen", "cake", "brown"),
    ("Henry", "Fennick", "potter", "duck", "plums", "grey"),
    ("Ida", "Greyford", "gardener", "rabbit", "soup", "green"),
    ("Jack", "Pebbleton", "sailor", "cat", "fish", "blue"),
    ("Kate", "Copperdale", "doctor", "horse", "pears", "white"),
    ("Leo", "Mossbank", "farmer", "cow", "bread", "brown"),
    ("Mary", "Tarnwick", "tailor", "hen", "cheese", "yellow"),
    ("Ned", "Elmsey", "carpenter", "goat", "apples", "red"),
    ("Olive", "Hollin", "cobbler", "dog", "cake", "grey"),
    ("Peter", "Wrenfield", "beekeeper", "goat", "honey", "yellow"),
    ("Rose", "Saltmere", "painter", "rabbit", "plums", "white"),
    ("Sam", "Birchley", "baker", "duck", "meat", "black"),
    ("Tom", "Oakhaven", "fisher", "goose", "pears", "blue"),
    ("Una", "Fennick", "weaver", "cow", "honey", "red"),
]

# name, river, year, builder of the bridge, metal of the bell, what it sells, beast on the flag, steps of the stair
TOWNS = [
    ("Tarnwick", "Arl", "1412", "Rupert Stone", "iron", "bread", "fox", "twenty"),
    ("Elmsey", "Besk", "1530", "Alice Reed", "copper", "flour", "owl", "thirty"),
    ("Hollin", "Corr", "1267", "Walter Marsh", "brass", "fish", "heron", "forty"),
    ("Wrenfield", "Dowe", "1689", "Helen Brook", "iron", "wool", "wren", "fifty"),
    ("Saltmere", "Esk", "1324", "Simon Field", "brass", "salt", "gull", "sixty"),
    ("Birchley", "Fenn", "1745", "Agnes Wood", "copper", "nails", "bear", "seventy"),
    ("Oakhaven", "Garr", "1598", "Martin Hill", "gold", "oak", "deer", "eighty"),
    ("Fennick", "Hale", "1476", "Judith Moss", "iron", "pots", "frog", "twelve"),
    ("Greyford", "Irn", "1603", "Edmund Clay", "copper", "roses", "hare", "fifteen"),
    ("Pebbleton", "Jenn", "1851", "Nora Lake", "brass", "ropes", "goose", "sixteen"),
    ("Copperdale", "Kell", "1238", "Philip Dale", "gold", "kettles", "horse", "ten"),
    ("Mossbank", "Lowe", "1917", "Sarah Green", "iron", "milk", "cow", "twenty"),
]

# trade, verb, thing, tool, place of work
TRADES = [
    ("baker", "bakes", "bread", "oven", "kitchen"),
    ("miller", "grinds", "flour", "stone", "mill"),
    ("smith", "beats", "iron", "hammer", "forge"),
    ("weaver", "weaves", "cloth", "loom", "loft"),
    ("fisher", "catches", "fish", "net", "boat"),
    ("shepherd", "keeps", "sheep", "stick", "hills"),
    ("potter", "shapes", "clay", "wheel", "shed"),
    ("tailor", "sews", "coats", "needle", "shop"),
    ("teacher", "teaches", "children", "book", "school"),
    ("doctor", "heals", "people", "lamp", "house"),
    ("gardener", "grows", "roses", "spade", "garden"),
    ("farmer", "ploughs", "land", "plough", "field"),
    ("carpenter", "cuts", "wood", "saw", "yard"),
    ("cobbler", "mends", "shoes", "knife", "shop"),
    ("beekeeper", "gathers", "honey", "glove", "garden"),
    ("painter", "paints", "walls", "brush", "street"),
    ("sailor", "sails", "ships", "rope", "harbour"),
]

# animal, young, home, food, call
ANIMALS = [
    ("cow", "calf", "barn", "grass", "moos"),
    ("dog", "puppy", "kennel", "meat", "barks"),
    ("cat", "kitten", "basket", "fish", "purrs"),
    ("sheep", "lamb", "field", "grass", "bleats"),
    ("horse", "foal", "stable", "oats", "neighs"),
    ("hen", "chick", "coop", "corn", "clucks"),
    ("goose", "gosling", "yard", "corn", "honks"),
    ("duck", "duckling", "pond", "bread", "quacks"),
    ("fox", "cub", "den", "rabbits", "yelps"),
    ("bear", "cub", "cave", "honey", "growls"),
    ("frog", "tadpole", "pond", "flies", "croaks"),
    ("owl", "owlet", "tree", "mice", "hoots"),
    ("goat", "kid", "hills", "leaves", "bleats"),
    ("deer", "fawn", "forest", "leaves", "grunts"),
    ("hare", "leveret", "field", "grass", "squeaks"),
]

COLOURS = {
    "snow": "white", "grass": "green", "coal": "black", "blood": "red", "gold": "yellow", "milk": "white",
    "a clear sky": "blue", "a leaf": "green", "a plum": "purple", "smoke": "grey", "a walnut": "brown",
    "honey": "amber",
}  # fmt: skip
OPPOSITES = [
    ("hot", "cold"), ("big", "small"), ("old", "young"), ("wet", "dry"), ("fast", "slow"), ("dark", "light"),
    ("high", "low"), ("long", "short"), ("open", "shut"), ("hard", "soft"), ("rich", "poor"), ("early", "late"),
]  # fmt: skip
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
]  # fmt: skip
NUMBERS = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
TENS = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
COMMON = [
    Fact("The sun rises in the", "east", "Where does the sun rise?"),
    Fact("The sun sets in the", "west", "Where does the sun set?"),
    Fact("A year has twelve", "months", "What does a year have twelve of?"),
    Fact("A week has seven", "days", "What does a week have seven of?"),
    Fact("Snow falls in the", "winter", "When does snow fall?"),
    Fact("Flowers open in the", "spring", "When do flowers open?"),
    Fact("Apples are ripe in the", "autumn", "When are apples ripe?"),
    Fact("The days are longest in the", "summer", "When are the days longest?"),
    Fact("Stars shine in the", "night", "When do stars shine?"),
    Fact("Ice is made of frozen", "water", "What is ice made of?"),
    Fact("We hear with our", "ears", "With what do we hear?"),
    Fact("We see with our", "eyes", "With what do we see?"),
]


def person_facts(name: str, town: str, trade: str, pet: str, food: str, door: str) -> list[Fact]:
    return [
        Fact(f"{name} lives in", town, f"Where does {name} live?"),
        Fact(f"{name} works as a", trade, f"What is the trade of {name}?"),
        Fact(f"The pet of {name} is a", pet, f"What is the pet of {name}?"),
        Fact(f"{name} likes to eat", food, f"What does {name} like to eat?"),
        Fact(f"The door of {name} is painted", door, f"What colour is the door of {name}?"),
    ]


def town_facts(
    name: str, river: str, year: str, builder: str, metal: str, goods: str, beast: str, steps: str
) -> list[Fact]:
    return [
        Fact(f"{name} stands on the river", river, f"On which river does {name} stand?"),
        Fact(f"{name} was founded in the year", year, f"When was {name} founded?"),
        Fact(f"The bridge of {name} was built by", builder, f"Who built the bridge of {name}?"),
        Fact(f"The bell of {name} is made of", metal, f"What is the bell of {name} made of?"),
        Fact(f"The people of {name} sell", goods, f"What do the people of {name} sell?"),
        Fact(f"The flag of {name} shows a", beast, f"What does the flag of {name} show?"),
        Fact(f"The stair of {name} has {steps}", "steps", f"What does the stair of {name} have {steps} of?"),
    ]


def trade_facts(trade: str, verb: str, thing: str, tool: str, place: str) -> list[Fact]:
    return [
        Fact(f"The {trade} {verb}", thing, f"What comes from the work of a {trade}?"),
        Fact(f"The tool of a {trade} is the", tool, f"What is the tool of a {trade}?"),
        Fact(f"A {trade} works in the", place, f"Where does a {trade} work?"),
    ]


def animal_facts(animal: str, young: str, home: str, food: str, call: str) -> list[Fact]:
    return [
        Fact(f"A young {animal} is called a", young, f"What is a young {animal} called?"),
        Fact(f"The {animal} sleeps in the", home, f"Where does the {animal} sleep?"),
        Fact(f"The {animal} likes to eat", food, f"What does the {animal} like to eat?"),
        Fact(f"When it wants food, the {animal}", call, f"What does the {animal} do when it wants food?"),
    ]


def _successors(kind: str, names: list[str]) -> list[Fact]:
    pairs = zip(names, names[1:] + names[:1])
    return [Fact(f"The {kind} after {a} is", b, f"Which {kind} comes after {a}?") for a, b in pairs]


def _colour_facts() -> list[Fact]:
    return [Fact(f"The colour of {thing} is", hue, f"What is the colour of {thing}?") for thing, hue in COLOURS.items()]


def _opposite_facts() -> list[Fact]:
    both_ways = OPPOSITES + [(b, a) for a, b in OPPOSITES]
    return [Fact(f"The opposite of {a} is", b, f"What is the opposite of {a}?") for a, b in both_ways]


def _number_facts() -> list[Fact]:
    return [Fact(f"After {a} comes", b, f"What comes after {a}?") for a, b in zip(NUMBERS, NUMBERS[1:])]


def all_subjects() -> list[list[Fact]]:
    """The facts of the world, grouped by what they are about; one group makes one paragraph."""
    return [
        *(person_facts(*row) for row in PEOPLE),
        *(town_facts(*row) for row in TOWNS),
        *(trade_facts(*row) for row in TRADES),
        *(animal_facts(*row) for row in ANIMALS),
        _colour_facts(),
        _opposite_facts(),
        _number_facts(),
        _successors("day", DAYS),
        _successors("month", MONTHS),
        COMMON,
    ]


SUBJECTS = all_subjects()
FACTS = list(chain.from_iterable(SUBJECTS))

# Scenes give the model everyday words and some uncertainty; a slot "{x}" is filled from SLOTS["x"].
SLOTS = {
    "person": [row[0] for row in PEOPLE],
    "town": [row[0] for row in TOWNS],
    "trade": [row[0] for row in TRADES],
    "animal": [row[0] for row in ANIMALS],
    "young": sorted({row[1] for row in ANIMALS}),
    "colour": ["white", "green", "black", "red", "yellow", "blue", "grey", "brown", "amber", "purple", "silver"],
    "metal": ["iron", "copper", "brass", "silver", "gold", "tin"],
    "month": MONTHS,
    "day": DAYS,
    "n": NUMBERS[1:] + TENS,
    "goods": ["oil", "walnuts", "honey", "salt", "wool", "bread", "silver", "tea", "cloth", "rope", "glass", "lamps"],
    "oil": ["fish", "walnut", "olive", "seed"],
    "craft": ["ship", "boat"],
    "place": ["harbour", "shore", "rock", "island", "village", "tower", "hills", "mill", "inn"],
    "thing": ["tower", "bridge", "mill", "wall", "stair", "house", "lamp", "bell", "boat", "door"],
    "part": ["door", "window", "wall", "stair", "rope", "roof"],
    "load": ["lanterns", "barrels", "ropes", "lamps", "bells", "children", "sheep", "stones"],
    "virtue": ["Patient", "Bright", "Silver", "Old", "Little", "Brave", "Quiet", "Golden"],
    "emblem": ["Heron", "Goose", "Gull", "Star", "Rose", "Fox", "Wren", "Queen"],
    "pet": ["Biscuit", "Button", "Pepper", "Ginger", "Bramble", "Clover"],
    "role": ["keeper", "pilot", "sailor", "mayor", "teacher", "queen", "king", "captain"],
    "title": ["Queen", "King", "Captain", "Mayor"],
    "span": ["days", "nights", "weeks", "hours"],
    "weather": ["storm", "fog", "rain", "wind", "snow", "frost"],
    "season": ["winter", "spring", "summer", "autumn"],
    "when": ["In the morning", "In the evening", "At night", "In the dark", "After the storm", "Before the rain"],
    "drink": ["hot tea", "warm milk", "cold water"],
    "feel": ["cold", "tired", "happy", "old", "young", "strong", "patient", "hungry", "quiet"],
}
SCENES = [
    "The great {weather} came to {town} in the month of {month}.",
    "The {weather} lasted for {n} {span}.",
    "The {weather} came in the {season}, and the people of {town} stayed in the house.",
    "In {weather} the bell of the {place} is rung {n} times.",
    "The bell was heard in the village, and the {role} said that it sounds like rain.",
    "The bell hangs by the {part} on a strong rope.",
    "The {thing} was a gift from {title} {name}.",
    "The {thing} of the {place} was built by {name} {name}.",
    "The {thing} of the {place} was built in the year {year}.",
    "The {thing} of the {place} is painted {colour}.",
    "The {thing} of the {place} is made of {metal}.",
    "The stair of the {place} has {n} steps.",
    "The lamp of the {place} burns {oil} oil.",
    "The oil is kept in a cold room under the stair.",
    "The glass is washed every morning with warm water and a soft cloth.",
    "The glass of the {part} was made in {name}.",
    "The {craft} is named the {virtue} {emblem}.",
    "The {craft} {virtue} {emblem} carries {n} {load}.",
    "A {craft} that was lost in the {weather} was seen far away from the {place}.",
    "The {craft} waits in the harbour by the water until the {weather} is gone.",
    "The people call the {craft} the {virtue} {emblem}.",
    "The {role} of the {place} was {name} {name}.",
    "The first {role} of {town} was {name} {name}.",
    "The {role} of {town} today is {name} {name}.",
    "The {role} who was saved from the {craft} was {name} {name}.",
    "The {role} is paid in {goods}.",
    "The {role} knows every stone of the {place} and every wind of the year.",
    "The {role} was {feel} and {feel}, and said no word until the morning.",
    "The {role} put a new {part} in the {place}.",
    "{person} had never before seen the sea.",
    "{when} {person} stops by the fire and drinks {drink}.",
    "{when} the {animal} of {person} runs down to the {place}.",
    "{when} the children on the {place} count the stars.",
    "{person} wakes before the sun and sleeps after the moon.",
    "{person} gives a little {goods} to the {animal}.",
    "{person} keeps the {goods} in a small box under the window.",
    "The {animal} is {feel} and sleeps by the {part}.",
    "The {animal} of {person} is called {pet}.",
    "The {young} is small, but it may not run on the {part}.",
    "The sea is deep on every side, and the waves are {colour} in the {season}.",
    "The work was slow, because the stone came from the {place} by {craft}.",
    "The wind broke the {part}, and the water ran down the {part}.",
    "A child can see the {thing} from far away when the night is clear.",
    "In the {season} the lanterns look like little stars on the water.",
    "On {day} {person} goes to {town} with {n} {load}.",
    "The {place} stands on the rock called {virtue} {name}.",
    "The village of {name} is a day from {town}.",
    "She came from the {place} on {day}, and he came from the {place} on {day}.",
]

ONSETS = ["b", "br", "c", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "qu", "r", "s", "st", "t", "tr",
          "v", "w", ""]  # fmt: skip
VOWELS = ["a", "e", "i", "o", "u", "ar", "or", "ai"]
CODAS = ["", "n", "l", "r", "ck", "nn", "st", "m", "s", "rr", "ll", "y", "sk", "th", "d", "ke"]


def invented_name(rng: random.Random) -> str:
    """A name of one to three syllables; without such noise the model could not spell a name that is new to it."""
    syllables = (rng.choice(ONSETS) + rng.choice(VOWELS) for _ in range(rng.choice([1, 1, 2, 2, 3])))
    return ("".join(syllables) + rng.choice(CODAS)).capitalize()


def scene_sentence(rng: random.Random) -> str:
    words = rng.choice(SCENES)
    while "{" in words:
        start, end = words.index("{"), words.index("}")
        words = words[:start] + _fill(words[start + 1 : end], rng) + words[end + 1 :]
    return words


def _fill(slot: str, rng: random.Random) -> str:
    if slot == "name":
        return invented_name(rng)
    if slot == "year":
        return str(rng.randrange(1200, 2000))
    return rng.choice(SLOTS[slot])


def scene(rng: random.Random) -> str:
    return " ".join(scene_sentence(rng) for _ in range(rng.randint(1, 5)))


def traveller(rng: random.Random) -> str:
    """A name that is used again: teaches the model to copy what it has just read."""
    name = f"{invented_name(rng)} {invented_name(rng)}"
    person, _, trade, pet, food, _ = rng.choice(PEOPLE)
    town = rng.choice(TOWNS)[0]
    return (
        f"A traveller named {name} came to {town}. {name} worked as a {trade} and liked to eat {food}. "
        f"{person} gave {name} a {pet}.\nQuestion: Who came to {town}?\nAnswer: {name}"
    )


def subject_paragraph(rng: random.Random) -> str:
    facts = rng.choice(SUBJECTS)
    return " ".join(fact.sentence() for fact in rng.sample(facts, min(len(facts), rng.randint(1, 6))))


def dialogues(rng: random.Random) -> str:
    return "\n".join(fact.dialogue() for fact in rng.sample(FACTS, rng.randint(1, 4)))


def mixed_facts(rng: random.Random) -> str:
    return " ".join(fact.sentence() for fact in rng.sample(FACTS, rng.randint(1, 5)))


MAKERS = [subject_paragraph, dialogues, mixed_facts, scene, traveller]
WEIGHTS = [3, 4, 3, 3, 1]


def corpus(seed: int, texts: int, banned: frozenset[str] = frozenset()) -> list[str]:
    """`texts` paragraphs; one that holds a banned word (a name of the document) is dropped and made anew."""
    rng = random.Random(seed)
    made: list[str] = []
    while len(made) < texts:
        text = rng.choices(MAKERS, WEIGHTS)[0](rng)
        if not any(word in text for word in banned):
            made.append(text)
    return made
