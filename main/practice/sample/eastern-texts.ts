import type { LanguageTexts } from './language-texts.ts';

export const polish: LanguageTexts = {
  language: 'pl',
  senders: [
    ['Spółdzielnia „Zielona Łąka”', 'spoldzielnia'],
    ['Zakład Energetyczny', 'energia'],
  ],
  subjects: ['Rachunek za prąd', 'Zebranie mieszkańców w środę', 'Przegląd instalacji gazowej'],
  greeting: 'Dzień dobry,',
  sentences: [
    'rachunek za ostatni okres znajdą Państwo w załączniku.',
    'Zebranie odbędzie się w świetlicy, początek o godzinie osiemnastej.',
    'Prosimy o udostępnienie mieszkania w godzinach przedpołudniowych.',
    'Wkrótce wymienimy oświetlenie na klatce schodowej na oszczędniejsze.',
  ],
  closing: 'Z poważaniem',
};

export const greek: LanguageTexts = {
  language: 'el',
  senders: [
    ['Φωτογραφικός Όμιλος', 'photoclub'],
    ['Βιβλιοθήκη της Πλατείας', 'vivliothiki'],
  ],
  subjects: ['Οι φωτογραφίες από την εκδρομή', 'Νέα έκθεση στη βιβλιοθήκη', 'Πρόσκληση για το Σάββατο'],
  greeting: 'Καλημέρα σας,',
  sentences: [
    'σας στέλνουμε τις φωτογραφίες από την εκδρομή στη λίμνη.',
    'Η έκθεση ανοίγει στις επτά το απόγευμα και η είσοδος είναι ελεύθερη.',
    'Παρακαλούμε φέρτε μαζί σας την κάρτα μέλους.',
    'Το πλοίο φεύγει νωρίς, γι’ αυτό ας συναντηθούμε στο λιμάνι στις έξι.',
  ],
  closing: 'Με εκτίμηση',
};

export const russian: LanguageTexts = {
  language: 'ru',
  senders: [
    ['Отдел проектов', 'projects'],
    ['Районная библиотека', 'biblioteka'],
  ],
  subjects: [
    'Отчёт за третий квартал',
    'Совещание переносится на пятницу',
    'Книга, которую вы искали',
    'Замечания к чертежам',
  ],
  greeting: 'Здравствуйте!',
  sentences: [
    'Отчёт готов, остались только подписи и две таблицы в приложении.',
    'Совещание переносится на пятницу, начало в десять часов утра.',
    'Чертежи нужно поправить: на втором листе перепутаны размеры окна.',
    'Книга пришла, её можно забрать в читальном зале до конца месяца.',
    'Если будут вопросы, ответьте, пожалуйста, на это письмо.',
  ],
  closing: 'С уважением',
};
