"""Words that say nothing about a subject, folded as `words` gives them, Vietnamese spelled too.

The Vietnamese list is short on purpose: without marks, "bàn", "bạn" and "bản" are one word, so
only syllables that are grammar in most of their readings are here. SPELLED holds those readings
alone: where marks are written, "đèn" is a lamp and no "đến". The English list holds function
words alone.
"""

from cauhien_engine.text.folding import fold_word

_VIETNAMESE = (
    "và của là có các những nhưng được cho trong với này nay do đó khi để cùng cũng đã sẽ đang như"
    " tại đến từ tự ra vào về theo hay hãy hoặc vì nên nếu thì mà còn con rất qua quá bị bởi mỗi"
    " mọi mới một nào gì ở trên dưới sau trước giữa ngoài nhiều hơn nhất lại chỉ đều cần phải"
    " không chưa thế thể tôi tới ta chúng chung nó bạn cái chiếc sự việc cuộc làm nhau rằng bằng"
    " cứ cả rồi nữa kia ấy vậy sao xin nhé à ạ ư vừa từng luôn"
)
_ENGLISH = (
    "a an the and or but if of in on at by for to from with without as is are was were be been"
    " being am do does did done has have had having it its this that these those there here he"
    " she they them their his her him we us our you your i me my not no nor so than then too very"
    " can could will would shall should may might must which who whom whose what when where why"
    " how all any both each few more most other some such only own same into onto over under"
    " between among through during before after above below up down out off again further also"
    " about against because until while s t d ll ve re m using used use via per et al"
)

SPELLED = frozenset(_VIETNAMESE.split())
VIETNAMESE = frozenset(map(fold_word, SPELLED))
ENGLISH = frozenset(_ENGLISH.split())
