"""Words that say nothing about a subject, folded as `words` gives them.

The Vietnamese list is short on purpose: without marks, "bàn", "bạn" and "bản" are one word, so
only syllables that are grammar in most of their readings are here. The English list holds
function words alone.
"""

_VIETNAMESE = (
    "va cua la co cac nhung duoc cho trong voi nay do khi de cung da se dang nhu tai den tu ra"
    " vao ve theo hay hoac vi nen neu thi ma con rat qua bi boi moi mot nao gi o tren duoi"
    " sau truoc giua ngoai nhieu hon nhat lai chi deu can phai khong chua the toi ta chung"
    " no ban cai chiec su viec cuoc lam nhau rang bang cu ca roi nua kia ay vay sao"
    " hay xin nhe a u vua tung luon"
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

VIETNAMESE = frozenset(_VIETNAMESE.split())
ENGLISH = frozenset(_ENGLISH.split())
