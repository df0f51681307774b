"""Names for people who do not exist, by naming community. No matcher may share them."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Community:
    """`weight` is out of about a hundred families. Where surnames are not shared, a mother keeps her own."""

    name: str
    weight: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    surnames: tuple[str, ...]
    shared_surname: bool = True


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


COMMUNITIES = (
    Community(
        "english", 30,
        _words("Amber Bethany Chloe Daisy Eleanor Freya Georgia Hollie Imogen Jasmine Keira Megan Poppy"),
        _words("Archie Bradley Connor Declan Elliot Finley George Harvey Jacob Kieran Lewis Nathan Toby"),
        _words("Ashdown Bramley Catterick Dunmore Elsworth Fairbrother Garside Hebden Jessop Kirkham "
               "Lockyer Marwood Netherby Oldroyd Penhale Ransley Southern Thackray Wetherall"),
    ),
    Community(
        "irish", 6,
        _words("Aoife Ciara Niamh Roisin Sinead Orlaith"),
        _words("Cian Eoin Padraig Oisin Ronan Fionn"),
        _words("Brannigan Cassidy Devlin Gilhooly Hanratty Kinsella McAteer O’Dowd O’Hanrahan Tierney"),
    ),
    Community(
        "caribbean", 8,
        _words("Aaliyah Chantelle Kiana Shanice Tiana Renee"),
        _words("Andre Jermaine Kymani Leon Malachi Tyrell"),
        _words("Bancroft Campbell-Reid Dacosta Francis Gayle McFarlane Powell Samuels Wedderburn"),
    ),
    Community(
        "nigerian", 8,
        _words("Adaeze Bolanle Chiamaka Folasade Ngozi Temitope"),
        _words("Ayodele Babatunde Chinedu Emeka Obinna Tobiloba"),
        _words("Adebayo Akinwale Balogun Chukwuma Eze Nwosu Ogunleye Okafor Oyelaran"),
    ),
    Community(
        "bangladeshi", 9,
        _words("Anika Farzana Mahiya Nusrat Sadia Tahmina"),
        _words("Ashraf Imran Kamrul Rafiq Sajid Tanvir"),
        _words("Ahmed Begum Chowdhury Islam Khatun Miah Rahman Uddin"),
        shared_surname=False,
    ),
    Community(
        "pakistani", 9,
        _words("Aleena Hafsa Mariam Rabia Sumaira Zainab"),
        _words("Bilal Hamza Junaid Muhammad Saad Umair"),
        _words("Akhtar Bashir Hussain Iqbal Khan Malik Mahmood Qureshi Shah"),
        shared_surname=False,
    ),
    Community(
        "indian", 7,
        _words("Anjali Diya Harpreet Kavya Meera Simran"),
        _words("Arjun Dhruv Gurpreet Karan Nikhil Rohan"),
        _words("Chauhan Gill Kaur Mistry Patel Sandhu Singh Solanki"),
    ),
    Community(
        "somali", 6,
        _words("Amina Fadumo Hodan Ifrah Khadra Sagal"),
        _words("Abdirahman Ayanle Guled Liban Mahad Yusuf"),
        _words("Abdi Ali Duale Farah Hersi Jama Warsame"),
        shared_surname=False,
    ),
    Community(
        "polish", 7,
        _words("Agnieszka Kinga Małgorzata Oliwia Wiktoria Zuzanna"),
        _words("Bartosz Dawid Jakub Łukasz Mikołaj Szymon"),
        _words("Bączyk Dudek Gołąb Jasiński Krawczyk Nowicki Wiśniewski Wróbel"),
    ),
    Community(
        "portuguese", 4,
        _words("Beatriz Inês Leonor Mafalda"),
        _words("Diogo Gonçalo João Tomás"),
        ("Almeida Costa", "Carvalho", "Gonçalves", "Lopes Teixeira", "Magalhães", "Sequeira"),
    ),
    Community(
        "chinese", 3,
        _words("Jiayi Meilin Wenxin Xiuying"),
        _words("Haoran Junjie Weimin Zihan"),
        _words("Chen Huang Lau Wong Xu Zhang"),
    ),
    Community(
        "turkish", 3,
        _words("Ayşe Elif Gülsüm Zeynep"),
        _words("Çağlar Emre Oğuz Yiğit"),
        _words("Aydın Çelik Demir Koç Şahin Yıldız"),
    ),
)  # fmt: skip


def community(rng: Random) -> Community:
    return rng.choices(COMMUNITIES, weights=[c.weight for c in COMMUNITIES])[0]


def forename(rng: Random, of: Community, sex: str) -> str:
    return rng.choice(of.girls if sex == "female" else of.boys)


def mistyped(rng: Random, name: str) -> str:
    """One slip of the hand: two letters swapped, one lost or one doubled, never the first."""
    if len(name) < 4:
        return name
    i = rng.randrange(1, len(name) - 1)
    slip = rng.randrange(3)
    if slip == 0:
        return name[:i] + name[i + 1] + name[i] + name[i + 2 :]
    return name[:i] + name[i + 1 :] if slip == 1 else name[:i] + name[i] + name[i:]
