"""What a model may hear in a passage and its words rule out."""

from __future__ import annotations

import pytest

from claimcheck.schema import Saying
from claimcheck.verdicts.page.meaning import is_meant


@pytest.mark.parametrize(
    ("saying", "text"),
    [
        (Saying.AGAINST_CARE, "We send a letter to your oncologist and urge you to stay with him."),
        (Saying.AGAINST_CARE, "We also refer for replacement when a knee is past saving."),
        (Saying.AGAINST_CARE, "The house does not advise any guest to discontinue tablets."),
        (Saying.AGAINST_CARE, "Botulinum toxin, orthoses and surgery are the usual options."),
        (Saying.AGAINST_CARE, "A repeat cycle does not need a new liposuction."),
        (Saying.AGAINST_CARE, "Book by Friday and receive the booster as our gift."),
        (Saying.NO_HARM, "No. Age does not matter, since the cells are young."),
        (Saying.WORKS, "Function | Children improved | Usual time"),
        (Saying.PRESSURE, "Cells that were grown for you cannot be refunded."),
        (Saying.PRESSURE, "Cancellation: free up to 48 hours before, after that €40."),
        (Saying.PRESSURE, "Siblings get 15% off."),
        (Saying.WORKS, "We're happy to see children from age six."),
        (Saying.WORKS, "From 10 months."),
        (Saying.WORKS, "Answered at three months | 244 | 112"),
        (Saying.WORKS, "Alzheimer's disease (n = 51) | Parkinson's disease (n = 45)"),
        (Saying.WORKS, "Please send us the latest scan and a video in which he walks."),
        (Saying.WORKS, "Levodopa remains the most effective medicine for movement."),
        (Saying.WORKS, "After the drip we suggest that you sit for a while."),
        (Saying.WORKS, "Stroke block | 20 | 75 minutes | £1,390"),
        (Saying.CAUSE, "We put a cap with sensors on the head and note what they show."),
        (Saying.CAUSE, "It may not begin in the gut."),
        (Saying.CAUSE, "To reserve a map of the brain please write to us."),
        (Saying.CAUSE, "The pressure feels a little like landing in an aeroplane."),
        (Saying.RECOVERY, "She came back in September for three infusions."),
        (Saying.RECOVERY, "The cells were separated in the laboratory the same day."),
        (Saying.RECOVERY, "The second day he received a second infusion."),
        (Saying.RECOVERY, "He is fifteen now."),
        (Saying.RECOVERY, "Nino met us at the airport with a blanket."),
    ],
)
def test_what_says_nothing_of_the_kind_is_not_meant(saying: Saying, text: str) -> None:
    """Terms, ages, counts, arrivals and sound advice stand beside what is grave, and are not."""
    assert not is_meant(text, saying)


@pytest.mark.parametrize(
    ("saying", "text"),
    [
        (Saying.AGAINST_CARE, "We urge you to stay away from the ward."),
        (Saying.AGAINST_CARE, "We advise families to stay with our cells instead of the drugs."),
        (Saying.AGAINST_CARE, "We do not ask you to stop it; your body will tell you that."),
        (Saying.AGAINST_CARE, "We never refer for replacement."),
        (Saying.AGAINST_CARE, "We refer to chemotherapy as poison."),
        (Saying.AGAINST_CARE, "We advise patients to stay off the statins."),
        (Saying.AGAINST_CARE, "We never ask anybody to stop the tablets, most do it themselves."),
        (Saying.AGAINST_CARE, "To cut and to burn are the usual options."),
        (Saying.AGAINST_CARE, "With our cells the knee does not need a replacement."),
        (Saying.AGAINST_CARE, "Book with us and cancel the operation."),
        (Saying.AGAINST_CARE, "Book before they put metal into you."),
        (Saying.AGAINST_CARE, "Book your place and leave the insulin at home."),
        (Saying.AGAINST_CARE, "Sign up by Friday, the drip is free, and bin the inhaler."),
        (Saying.AGAINST_CARE, "The tumour melts, so you do not need a puncture or insulin."),
        (Saying.AGAINST_CARE, "Your child does not need an extraction of the tooth."),
        (Saying.WORKS, "Children talk after three infusions, and then we ask you to rest."),
        (Saying.WORKS, "We ask you to rest for a night and your child will speak."),
        (Saying.WORKS, "Tumours dissolve in the chamber, and the pressure feels like flying."),
        (Saying.WORKS, "Tumour gone | 5 sessions | $9,000"),
        (Saying.WORKS, "Autism reversed | 10 sessions | $9,000"),
        (Saying.WORKS, "Speaks in sentences | 10 sessions | $900"),
        (Saying.CAUSE, "It comes from mercury, so we ask you to bring a hair sample."),
        (Saying.CAUSE, "Vaccines cause autism, and the needle feels like nothing."),
        (Saying.NO_HARM, "Age does not matter: nobody has ever been hurt here."),
        (Saying.NO_HARM, "The cells can never be rejected, so age is no limit."),
        (Saying.AGAINST_CARE, "You don't need an anaesthetist, let alone a surgeon."),
        (Saying.WORKS, "We ask you to drink it and the rash is gone in a week."),
        (Saying.NO_HARM, "Age does not matter, there is no risk at any."),
        (Saying.WORKS, "Function | 93 of 100 children improved"),
        (Saying.PRESSURE, "Deposits are not refundable, because who hesitates is lost."),
        (Saying.PRESSURE, "Siblings get 15% off until Friday."),
        (Saying.WORKS, "We see children from age six walk."),
        (Saying.WORKS, "Answered prayers, every time."),
        (Saying.WORKS, "Send him to us and he comes home speaking."),
        (Saying.WORKS, "Unlike levodopa, it gives the movement back."),
        (Saying.WORKS, "We suggest that you sit in the chamber because it heals the nerves."),
        (Saying.WORKS, "Speech | 3 sessions | 78% better"),
        (Saying.WORKS, "First words | 6 weeks"),
        (Saying.WORKS, "Flu drip – keeps the flu off all winter | 40 min | $179"),
        (Saying.CAUSE, "What your doctor may not tell you is that it begins in the gut."),
        (Saying.CAUSE, "We put a cap on the head which wakes what sleeps."),
        (Saying.CAUSE, "To book health, one has to write off the toxins."),
        (Saying.RECOVERY, "He came to us in a chair and left on his feet."),
        (Saying.RECOVERY, "He received an infusion and walked out."),
        (Saying.RECOVERY, "He is symptom-free now."),
        (Saying.RECOVERY, "They came on crutches and danced out."),
        (Saying.RECOVERY, "The cells were injected, the tumour vanished."),
        (Saying.RECOVERY, "She is happy now."),
    ],
)
def test_what_only_begins_so_is_meant(saying: Saying, text: str) -> None:
    """A few words more, and it does say so."""
    assert is_meant(text, saying)


@pytest.mark.parametrize(
    "row", ["Stroke block" + " | £1." * 30, "Stroke block $" + " | 1,,,,," * 12]
)
def test_a_long_row_is_read_in_no_time(row: str) -> None:
    """A pattern that tried each way to part its cells would not end."""
    assert is_meant(f"{row} | ask the desk for it please", Saying.WORKS)
